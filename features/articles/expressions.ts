import type { FixedExpression } from './proof.ts';

/** Expressions that have one right form, with forms often typed instead. Data: to be added to by editors. */
export const fixedExpressions: readonly FixedExpression[] = [
  { right: '三会一课', wrong: ['三会一科', '三课一会'] },
  { right: '两学一做', wrong: ['两学一作', '二学一做'] },
  { right: '不忘初心、牢记使命', wrong: ['牢记使命、不忘初心', '不忘初心，牢记使命', '不忘初心牢记使命'] },
  { right: '学懂弄通做实', wrong: ['学懂弄通作实', '弄懂学通做实'] },
  { right: '立德树人', wrong: ['立德育人', '树德立人'] },
  { right: '主题党日', wrong: ['主题党曰', '党日主题'] },
  { right: '党员领导干部', wrong: ['领导党员干部'] },
  { right: '入党积极分子', wrong: ['入党积极份子'] },
  { right: '民主评议党员', wrong: ['民主评仪党员', '民主评意党员'] },
  { right: '换届选举', wrong: ['换界选举', '换届选取'] },
  { right: '全心全意为人民服务', wrong: ['全心全意为人民服物', '全心全力为人民服务'] },
  { right: '批评与自我批评', wrong: ['批评和自我批评'] },
  { right: '党支部书记', wrong: ['党支书记'] },
  { right: '政治生日', wrong: ['政冶生日'] },
  { right: '预备党员', wrong: ['预备党圆', '予备党员'] },
];
