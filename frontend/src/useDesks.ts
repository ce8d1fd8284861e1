import { useEffect, useState } from 'preact/hooks';
import type { Role } from './gen/graphql';
import type { Place } from './ui/Nav';

const NONE: readonly Place[] = [];

/** Places of staff's work, which come when somebody of staff does: undefined until then. */
export function useDesks(roles: readonly Role[] = []): readonly Place[] | undefined {
  const staff = roles.filter((role) => role !== 'CITIZEN').join();
  const [found, setFound] = useState<{ staff: string; places: readonly Place[] }>();
  useEffect(() => {
    if (!staff) return;
    const keep = (places: readonly Place[]) => setFound({ staff, places });
    import('./deskPlaces').then(
      ({ deskPlaces }) => keep(deskPlaces(staff.split(',') as Role[])),
      () => keep(NONE),
    );
  }, [staff]);
  return staff ? (found?.staff === staff ? found.places : undefined) : NONE;
}
