import { accountsFeature } from '#features/accounts/index.ts';
import type { Feature } from '#platform/server/http/feature.ts';

/** What the product does, in the order of its guides. */
export const features: readonly Feature[] = [accountsFeature];
