import type { Socket } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";

const bySocket = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls `act` once: when the response was sent, or when its connection has gone.
 *
 * NOTE: where a client sends requests ahead and goes, Node closes only the response whose turn it was. The others get no
 * event of their own, so the connection's is used for them.
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
