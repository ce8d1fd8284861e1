import { useRead } from '../../api/read';
import { ByState } from '../../desk/ByState';
import { ForRole } from '../../desk/Desk';
import { FOUR_EYES_STATES } from '../../desk/fourEyes';
import { deskPaths } from '../../deskPaths';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { page } from '../../page';
import { ByPage } from '../../ui/ByPage';
import forms from '../../ui/forms.module.css';
import { Page } from '../../ui/Page';
import { Empty, LoadedPart } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { texts } from './texts';

const Act = page(() => import('./Act'));
const Correction = page(() => import('./Correction'));

const ACTS = graphql(`
  query CourtActs($state: FourEyesState, $after: String) {
    courtActs(first: 20, state: $state, after: $after) {
      nodes { ...ActFacts }
      endCursor hasNextPage
    }
  }
`);
const CORRECTIONS = graphql(`
  query DeathCorrections {
    deathCorrections(first: 50) { nodes { ...CorrectionFacts } }
  }
`);

export default function ActsPage() {
  return (
    <ForRole of="REGISTRAR">
      <Acts />
    </ForRole>
  );
}

/** Acts of courts: what one registrar proposes another confirms. */
function Acts() {
  const { say } = useLocale();
  return (
    <Page title={say(texts.acts)} heading={say(texts.acts)} lead={say(texts.actsLead)}>
      <div class={ui.actions}>
        <a class={forms.button} href={deskPaths.newAct()}>
          {say(texts.newAct)}
        </a>
      </div>
      <ByState states={FOUR_EYES_STATES}>
        {(state) => (
          <>
            {state === 'PROPOSED' && <Corrections />}
            <ByPage document={ACTS} variables={{ state }} of={({ courtActs }) => courtActs}>
              {({ nodes, again }) =>
                nodes.length ? (
                  nodes.map((act) => <Act key={act.id} act={act} again={again} />)
                ) : (
                  <Empty>{say(texts.actsEmpty)}</Empty>
                )
              }
            </ByPage>
          </>
        )}
      </ByState>
    </Page>
  );
}

function Corrections() {
  const read = useRead(CORRECTIONS, {});
  return (
    <LoadedPart read={read}>
      {({ deathCorrections }) =>
        deathCorrections?.nodes.map((one) => <Correction key={one.id} one={one} again={read.retry} />)
      }
    </LoadedPart>
  );
}
