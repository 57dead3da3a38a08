import { ApiRefusal, NoNetwork } from '../api/api.ts';
import { timeOf } from '../i18n/dates.ts';
import { t } from '../i18n/i18n.ts';
import { standingOf } from './standing.ts';

/** A sentence for whatever went wrong; a refusal brings its own from the server, in the reader's language. */
export function sentenceOf(cause: unknown): string {
  if (cause instanceof ApiRefusal && cause.message) return cause.message;
  return t(cause instanceof NoNetwork ? 'platform.noNetwork' : 'platform.unexpected');
}

type Words = { title: string; text?: string; action?: string };
/** What a PageFrame takes: `<PageFrame v-bind="meeting.frame" @retry="meeting.reload">`. */
export type Frame = { state: 'loading' | 'empty' | 'error' | 'forbidden' | 'offline' | 'ready'; error?: Words; forbidden?: Words; offline?: string };

type Known = { has: boolean; isEmpty?: boolean; copyAt: string | null; readAt: number; error: unknown };

/** The state of a page in words. An empty answer is only called empty while it is known to be so. */
export function frameOf({ has, isEmpty = false, copyAt, readAt, error }: Known): Frame {
  const failed = (title: string, text: string): Frame => ({ state: 'error', error: { title: t(title), text, action: t('platform.retry') } });
  switch (standingOf({ has, isCopy: copyAt !== null, error })) {
    case 'loading':
      return { state: 'loading' };
    case 'ready':
      return { state: isEmpty ? 'empty' : 'ready' };
    case 'old':
      return {
        state: isEmpty ? 'empty' : 'offline',
        offline: copyAt
          ? t('platform.offlineCopy', { time: timeOf(copyAt) })
          : t('platform.notUpToDate', { time: timeOf(new Date(readAt).toISOString()) }),
      };
    case 'forbidden':
      return { state: 'forbidden', forbidden: { title: t('platform.forbidden'), text: sentenceOf(error) } };
    case 'gone':
      return failed('platform.notFound', sentenceOf(error));
    case 'notNow':
      return failed('platform.notNow', sentenceOf(error));
    case 'noNetwork':
      return failed('platform.cannotLoad', t('platform.cannotLoadText'));
    case 'unreachable':
      return failed('platform.cannotLoad', t('platform.cannotReach'));
  }
}

/** A page of several answers: the state of its main one, and over it what may be old in any of them. */
export function pageOf(main: Frame, parts: readonly Frame[]): Frame {
  if (main.state !== 'ready') return main;
  return parts.find((part) => part.state === 'offline') ?? main;
}
