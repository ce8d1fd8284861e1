import { useRead } from '../../api/read';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { LoadedPart } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { texts } from './texts';

const LIFT = graphql(`
  query HidingLift($id: ID!) {
    node(id: $id) { ... on RecordEntry { hiding { liftedAt liftedBy liftedBecause } } }
  }
`);

/** Who showed the entry, when and why: for the teenager and doctors alone, so nobody else's page asks. */
export function Lifted({ entryId }: { entryId: string }) {
  const { say, dayOf } = useLocale();
  const read = useRead(LIFT, { id: entryId });
  return (
    <LoadedPart read={read}>
      {({ node }) => {
        if (!node || !('hiding' in node)) return null;
        const { liftedAt, liftedBy, liftedBecause } = node.hiding;
        return (
          <>
            <h3>{say(texts.because)}</h3>
            <p>{liftedBecause}</p>
            <p class={ui.small}>{[liftedBy, liftedAt && dayOf(liftedAt)].filter(Boolean).join(' · ')}</p>
          </>
        );
      }}
    </LoadedPart>
  );
}
