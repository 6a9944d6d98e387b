import type { Membership } from '../src/hub/space.ts';

/** A membership that does some things otherwise, and all else as before. */
export const otherwise = (
  membership: Membership,
  deviations: Partial<Omit<Membership, 'subscriptions'>>,
): Membership => ({
  get subscriptions() {
    return membership.subscriptions;
  },
  subscribe: (subscription) => membership.subscribe(subscription),
  unsubscribe: (id) => membership.unsubscribe(id),
  leave: () => membership.leave(),
  ...deviations,
});
