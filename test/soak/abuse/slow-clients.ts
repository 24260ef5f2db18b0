import { connect, type Socket } from "node:net";

/** Clients that hold on to what they are given: each opens a connection and says how it went on, until it is ended. */
export const SLOW_CLIENTS: Record<string, (socket: Socket) => void> = {
  "headers, a byte a second": (socket) => {
    socket.write("POST /graphql HTTP/1.1\r\nHost: localhost\r\n");
    drip(socket, "x-slow: 1\r\n");
  },
  "a body, a byte a second": (socket) => {
    socket.write(
      "POST /graphql HTTP/1.1\r\nHost: localhost\r\ncontent-type: application/json\r\ncontent-length: 900000\r\n\r\n",
    );
    drip(socket, " ".repeat(1_000));
  },
  "500 requests ahead, no answer read": (socket) => {
    socket.pause();
    socket.write(QUERY.repeat(500));
  },
  "one large answer, not read": (socket) => {
    socket.pause();
    socket.write(LARGE);
  },
  "nothing at all": () => undefined,
};

const body = (query: string) => JSON.stringify({ query });
const post = (text: string) =>
  `POST /graphql HTTP/1.1\r\nHost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
const QUERY = post(body('{account(username:"shop.4"){media(first:20){id caption}}}'));
const LARGE = post(body("{media(first:100){id caption permalink children{id mediaUrl}}}"));

function drip(socket: Socket, text: string): void {
  let place = 0;
  const timer = setInterval(() => socket.write(text[place++ % text.length] ?? " "), 1_000);
  socket.on("close", () => clearInterval(timer));
}

/** Resolves when the server has ended the connection, or the client after `lastsMs`. */
export function beSlow(url: string, behave: (socket: Socket) => void, lastsMs: number): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname === "localhost" ? "127.0.0.1" : hostname, () => behave(socket));
    const timer = setTimeout(() => socket.destroy(), lastsMs);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
