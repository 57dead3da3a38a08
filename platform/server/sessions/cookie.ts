import type { FastifyReply, FastifyRequest } from 'fastify';

const PLAIN = 'lianxin';
/** Behind TLS the prefix makes browsers refuse a cookie that another host or path set. */
const SECURE = '__Host-lianxin';

export function sessionToken(request: FastifyRequest): string | null {
  return request.cookies[SECURE] ?? request.cookies[PLAIN] ?? null;
}

export function setSessionCookie(reply: FastifyReply, token: string, until: Date, secure: boolean): void {
  reply.setCookie(secure ? SECURE : PLAIN, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, expires: until });
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(secure ? SECURE : PLAIN, { path: '/', httpOnly: true, sameSite: 'lax', secure });
}
