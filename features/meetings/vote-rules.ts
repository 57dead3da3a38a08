/** The rules of votes as they are read on the page, each with its article. */
import type { VoteKind, Words } from './kind.ts';

/** What each vote asks for, with its article, for those who stand before the count. */
export const voteRuleNames: Readonly<Record<VoteKind, Words>> = {
  ordinary: {
    zh: '应到会有表决权党员半数以上到会才能表决，赞成的超过应到会有表决权党员的半数为通过。（《支部工作条例（试行）》第十一条）',
    en: 'Half of those entitled must be present; adopted when more than half of those entitled are in favour. (Regulations on Party Branches, art. 11)',
  },
  committee: {
    zh: '半数以上支委到会才能开会，赞成的超过支委人数的半数为通过。（《支部工作条例（试行）》第十二条）',
    en: 'Half of the committee must be present; adopted when more than half of its members are in favour. (Regulations on Party Branches, art. 12)',
  },
  admission: {
    zh: '到会有表决权党员超过应到会的半数才能表决；逐人讨论，无记名投票，赞成的超过应到会有表决权党员的半数为通过。会前交来的书面意见计入票数，不计入到会。（《发展党员工作细则》第二十、二十一条）',
    en: 'More than half of those entitled must be present; one person at a time, by secret ballot, adopted when more than half of those entitled are in favour. Opinions sent in writing before the meeting count as votes, not as presence. (Rules on Developing Members, art. 20–21)',
  },
  conversion: {
    zh: '到会有表决权党员超过应到会的半数才能表决；逐人讨论，无记名投票，赞成的超过应到会有表决权党员的半数为通过。会前交来的书面意见计入票数，不计入到会。（《发展党员工作细则》第二十、二十一条）',
    en: 'More than half of those entitled must be present; one person at a time, by secret ballot, adopted when more than half of those entitled are in favour. Opinions sent in writing before the meeting count as votes, not as presence. (Rules on Developing Members, art. 20–21)',
  },
};
