import { computed, type WritableComputedRef } from 'vue';
import { type LocationQueryRaw, useRoute, useRouter } from 'vue-router';

/** Two values set in one stroke go into one address. */
let pending: LocationQueryRaw | null = null;

/** One value kept in the page's address, so that a link keeps the view. The default is not written. */
export function useAddressValue(name: string, fallback = ''): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => (typeof route.query[name] === 'string' ? (route.query[name] as string) : fallback),
    set: (value) => {
      const query: LocationQueryRaw = { ...(pending ?? route.query) };
      if (!value || value === fallback) delete query[name];
      else query[name] = value;
      pending = query;
      void router.replace({ query, hash: route.hash }).finally(() => (pending = null));
    },
  });
}

/** Several values in the address under one name. */
export function useAddressList(name: string): WritableComputedRef<string[]> {
  const text = useAddressValue(name);
  return computed({ get: () => (text.value ? text.value.split(',') : []), set: (list) => (text.value = list.join(',')) });
}
