import { features } from '#apps/server/features.ts';
import type { Endpoint } from '#platform/shared/contract/contract.ts';

/** Every endpoint that the product answers, as the server itself mounts them. */
export type Operation = { readonly key: string; readonly room: string; readonly name: string; readonly endpoint: Endpoint };
export const operations: readonly Operation[] = features.flatMap((feature) =>
  feature.routes.flatMap(({ contract }) =>
    Object.entries(contract).map(([name, endpoint]) => ({ key: `${feature.name}.${name}`, room: feature.name, name, endpoint })),
  ),
);
