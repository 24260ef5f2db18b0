import type { Socket } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";

const bySocket = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls `act` once: when the response was sent, or when its connection closes. NOTE: when a client pipelines requests
 * and disconnects, Node closes only the current response. The others get no event, so this uses the connection's.
 */
export function whenOver({ raw }: FastifyRequest, reply: FastifyReply, act: () => void): void {
  const { socket } = raw;
  if (socket.destroyed) {
    act();
    return;
  }
  const waiting = bySocket.get(socket) ?? watch(socket);
  const over = () => {
    if (waiting.delete(over)) act();
  };
  waiting.add(over);
  reply.raw.once("close", over);
}

function watch(socket: Socket): Set<() => void> {
  const waiting = new Set<() => void>();
  bySocket.set(socket, waiting);
  socket.once("close", () => {
    for (const over of [...waiting]) over();
  });
  return waiting;
}
