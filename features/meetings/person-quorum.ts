import type { Words } from './kind.ts';

/** When a vote about a person can be taken at all: shown while the roll is tapped. */
export const personQuorumName: Words = {
  zh: '到会的超过应到会有表决权党员的半数，才能表决接收或转正。（《发展党员工作细则》第二十条）',
  en: 'More than half of those entitled must be present for a vote on admission or conversion. (Rules on Developing Members, art. 20)',
};
