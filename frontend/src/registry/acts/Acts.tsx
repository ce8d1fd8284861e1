import { useState } from 'preact/hooks';
import { useRead } from '../../api/read';
import { DeskPart, ForRole } from '../../desk/Desk';
import { FOUR_EYES } from '../../desk/fourEyes';
import { deskPaths } from '../../deskPaths';
import { graphql } from '../../gen/gql';
import type { FourEyesState } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { page } from '../../page';
import forms from '../../ui/forms.module.css';
import { More } from '../../ui/More';
import { Page } from '../../ui/Page';
import { Segments } from '../../ui/Segments';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { texts as shared } from '../texts';
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

const STATES = ['PROPOSED', 'IN_FORCE', 'ENDED', 'REFUSED'] as const satisfies readonly FourEyesState[];

/** Acts of courts: what one registrar proposes another confirms. */
function Acts() {
  const { say } = useLocale();
  const [state, setState] = useState<FourEyesState>('PROPOSED');
  return (
    <Page title={say(texts.acts)} heading={say(texts.acts)} lead={say(texts.actsLead)}>
      <div class={ui.actions}>
        <a class={forms.button} href={deskPaths.newAct()}>
          {say(texts.newAct)}
        </a>
      </div>
      <div class={ui.stack}>
        <Segments<FourEyesState>
          label={say(shared.filter)}
          options={STATES.map((one) => [one, say(FOUR_EYES[one][1])])}
          value={state}
          onChange={setState}
        />
        <div class={ui.column} key={state}>
          {state === 'PROPOSED' && <Corrections />}
          <Part state={state} />
        </div>
      </div>
    </Page>
  );
}

function Part({ state, after }: { state: FourEyesState; after?: string }) {
  const { say } = useLocale();
  const read = useRead(ACTS, { state, after: after ?? null });
  return (
    <DeskPart read={read}>
      {({ courtActs: found }) => {
        if (!found) return null;
        const end = found.hasNextPage ? found.endCursor : undefined;
        return (
          <>
            {found.nodes.length === 0 && <Empty>{say(texts.actsEmpty)}</Empty>}
            {found.nodes.map((act) => (
              <Act key={act.id} act={act} again={read.retry} />
            ))}
            {end && <More>{() => <Part state={state} after={end} />}</More>}
          </>
        );
      }}
    </DeskPart>
  );
}

function Corrections() {
  const read = useRead(CORRECTIONS, {});
  return (
    <DeskPart read={read}>
      {({ deathCorrections }) =>
        deathCorrections?.nodes.map((one) => <Correction key={one.id} one={one} again={read.retry} />)
      }
    </DeskPart>
  );
}
