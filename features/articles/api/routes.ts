import { routes } from '#platform/server/http/feature.ts';
import { articles } from '../contract.ts';
import { endDeputy, listDeputies, nameDeputy } from './deputies.ts';
import { getArticle, getVersion, listVersions, openDesk } from './get-article.ts';
import { callBack, handIn } from './hand-in.ts';
import { listArticles, listColumns } from './list-articles.ts';
import { listDesk } from './list-desk.ts';
import { pinArticle, unpinArticle } from './pin-article.ts';
import { nameProofReader, readProof, sendBack, signStep, takeBack } from './review-article.ts';
import { listReviewers, setReviewerColumns } from './reviewers.ts';
import { withdrawArticle } from './withdraw-article.ts';
import { beginArticle, saveArticle } from './write-article.ts';

export const articleRoutes = routes(articles, {
  listColumns,
  listArticles,
  getArticle,
  listDesk,
  openDesk,
  listVersions,
  getVersion,
  beginArticle,
  saveArticle,
  handIn,
  callBack,
  signStep,
  nameProofReader,
  readProof,
  sendBack,
  takeBack,
  withdrawArticle,
  pinArticle,
  unpinArticle,
  listReviewers,
  setReviewerColumns,
  listDeputies,
  nameDeputy,
  endDeputy,
});
