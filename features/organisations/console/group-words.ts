import { words } from '#platform/shared/words/words.ts';

/** The groups of a branch. */
export default words({
  'zh-CN': {
    console: {
      noGroups: '还没有党小组。用“调整架构”里的“成立下级组织”设立。',
      groupMembers: '{n} 人',
      groupLeader: '组长 {name}',
      noLeader: '还没有组长',
      nobodyInGroup: '还没有编入党员。',
      placeIn: '编入党员',
      placeText: '选中的党员从这一天起编入“{group}”；已在别的党小组的，同一天从那里移出，记录仍在。',
      whom: '编入的党员',
      inOther: '{name}（{group}）',
      placedFrom: '编入日期',
      takeOut: '移出',
      takeOutText: '“{name}”不再编在“{group}”。',
      takenOutOn: '移出日期',
      unplaced: '还没有编组的党员',
      since: '编入',
      group: '党小组',
      earlierGroups: '以前的编组',
    },
  },
  en: {
    console: {
      noGroups: 'There are no groups yet. Found one under “Change”.',
      groupMembers: '{n}',
      groupLeader: 'Led by {name}',
      noLeader: 'No leader yet',
      nobodyInGroup: 'Nobody is placed here yet.',
      placeIn: 'Place members',
      placeText: 'From this day they belong to “{group}”; who is in another group leaves it on the same day, and the record stays.',
      whom: 'Members',
      inOther: '{name} ({group})',
      placedFrom: 'From',
      takeOut: 'Take out',
      takeOutText: '{name} no longer belongs to “{group}”.',
      takenOutOn: 'On',
      unplaced: 'Members in no group',
      since: 'Since',
      group: 'Group',
      earlierGroups: 'Earlier',
    },
  },
});
