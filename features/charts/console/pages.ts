import { type ConsoleRoom, worksAbove, worksSomewhere } from '#platform/web/desk/desk.ts';

export const chartsConsole: ConsoleRoom = {
  routes: [
    { path: '/overview', name: 'overview', component: () => import('./OverviewPage.vue'), meta: { menu: 'overview' } },
    { path: '/charts/trend', name: 'trend', component: () => import('./TrendPage.vue'), meta: { menu: 'trend' } },
    { path: '/charts/comparison', name: 'comparison', component: () => import('./ComparisonPage.vue'), meta: { menu: 'comparison' } },
  ],
  menu: [
    { key: 'overview', group: 'home', label: 'charts.console.overview', icon: 'home', to: '/overview', order: 0, for: worksAbove },
    { key: 'trend', group: 'life', label: 'charts.console.trendMenu', icon: 'chart', to: '/charts/trend', order: 30, for: worksSomewhere },
    { key: 'comparison', group: 'life', label: 'charts.console.comparisonMenu', icon: 'table', to: '/charts/comparison', order: 40, for: worksAbove },
  ],
};
