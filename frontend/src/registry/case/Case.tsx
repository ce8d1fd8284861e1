import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useRead } from '../../api/read';
import { CasePage, ForRole } from '../../desk/Desk';
import { deskPaths } from '../../deskPaths';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { page } from '../../page';
import { Page } from '../../ui/Page';
import ui from '../../ui/ui.module.css';
import { Keys } from '../Keys';
import { texts as shared } from '../texts';
import { useKeys } from '../useKeys';
import { PURPOSES } from '../words';
import { Photo } from './Photo';
import { texts } from './texts';

const Evidence = page(() => import('./Evidence'));
const Side = page(() => import('./decision/Side'));

const CASE = graphql(`
  query AccessRequestCase($id: ID!, $reason: String) {
    accessRequestCase(id: $id, reason: $reason) {
      number purpose own submittedAt
      patient { displayName birthDate }
      photo { url width height grey seen }
      ...CaseEvidence
      ...CaseDecided
    }
  }
`);

export default function RequestPage() {
  const { id = '' } = useRoute().params;
  return (
    <ForRole of="REGISTRAR">
      <Request id={id} key={id} />
    </ForRole>
  );
}

const press = (id: string) => document.getElementById(id)?.querySelector<HTMLElement>('button')?.click();

/** The evidence beside the decision. */
function Request({ id }: { id: string }) {
  const { say, dateTime, years } = useLocale();
  const { route } = useLocation();
  const [reason, setReason] = useState<string>();
  const read = useRead(CASE, { id, reason: reason ?? null }, id);
  const [rejecting, setRejecting] = useState(false);
  const keys = useKeys({
    KeyT: () => press('take'),
    KeyA: () => press('approve'),
    KeyR: () => press('reject'),
    Escape: () => (rejecting ? setRejecting(false) : route(deskPaths.registry())),
  });
  return (
    <CasePage
      read={read}
      of={({ accessRequestCase }) => accessRequestCase}
      back={deskPaths.registry()}
      backText={say(texts.toQueue)}
    >
      {(found) => {
        const { number, purpose, own, patient, submittedAt, state, photo, mine } = found;
        const open = state === 'MANUAL_REVIEW';
        const whose = patient
          ? [patient.displayName, patient.birthDate && years(patient.birthDate)].filter(Boolean).join(', ')
          : say(own ? shared.ownRecord : shared.wardRecord);
        return (
          <Page
            title={`№ ${number}`}
            heading={say(texts.requestNo, { number })}
            lead={`${say(PURPOSES[purpose])} · ${whose} · ${say(shared.filed, { at: dateTime(submittedAt) })}`}
            crumb={<a href={deskPaths.registry()}>{say(shared.queue)}</a>}
          >
            {open && (
              <Keys
                keys={keys}
                legend={[
                  ...(mine
                    ? ([
                        ['A', say(shared.approve)],
                        ['R', say(texts.reject)],
                      ] as const)
                    : ([['T', say(texts.take)]] as const)),
                  ['Esc', say(texts.toQueue)],
                ]}
              />
            )}
            <div class={ui.grid}>
              <div class={ui.column}>
                {photo && (mine || !open) && <Photo photo={photo} onSeen={read.retry} />}
                <Evidence found={found} whole={!!reason} onReason={setReason} />
              </div>
              <div class={ui.column}>
                <Side found={found} again={read.retry} rejecting={rejecting} setRejecting={setRejecting} />
              </div>
            </div>
          </Page>
        );
      }}
    </CasePage>
  );
}
