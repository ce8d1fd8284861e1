import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useRead } from '../../../api/read';
import { useAccess } from '../../../api/viewer';
import type {
  DiaryEntryInput,
  DiaryMeasure,
  DiaryRuleFragment,
  DiarySavedFragment,
} from '../../../gen/graphql';
import { paths } from '../../../paths';
import { NotFound } from '../../../ui/NotFound';
import { Loaded } from '../../../ui/States';
import { useForm } from '../../../ui/useForm';
import { useOnce } from '../../../ui/useOnce';
import { Sheet, WritePage } from '../../written/form/WritePage';
import { DiaryForm } from './DiaryForm';
import { ADD, CHANGE, ENTRY, RULES, type TypedEntry } from './documents';
import { Saved } from './Saved';
import { texts } from './texts';

/** What was measured last, for as long as the page is open: never stored on a phone that others may use. */
let last: DiaryMeasure | undefined;

/** A line of the diary is written, or corrected by a new version (SEC-07). */
export default function DiaryEntry() {
  return (
    <WritePage section="HEALTH_DIARY" heading={texts.heading}>
      {(patientId, entryId) =>
        entryId ? <Change patientId={patientId} entryId={entryId} /> : <Add patientId={patientId} />
      }
    </WritePage>
  );
}

function Add({ patientId }: { patientId: string }) {
  const read = useRead(RULES, {});
  return (
    <Loaded read={read}>
      {({ diaryMeasures }) => <Write patientId={patientId} rules={diaryMeasures} />}
    </Loaded>
  );
}

function Change({ patientId, entryId }: { patientId: string; entryId: string }) {
  const read = useRead(ENTRY, { id: entryId });
  return (
    <Loaded read={read}>
      {({ diaryMeasures, node }) =>
        node?.__typename === 'HealthDiaryEntry' ? (
          <Write patientId={patientId} rules={diaryMeasures} entry={node} />
        ) : (
          <NotFound />
        )
      }
    </Loaded>
  );
}

interface Props {
  readonly patientId: string;
  readonly rules: readonly DiaryRuleFragment[];
  readonly entry?: TypedEntry;
}

/** One tap after another: what was saved is said above, and the form is ready for the next one. */
function Write({ patientId, rules, entry }: Props) {
  const { route } = useLocation();
  const own = useAccess(patientId).some(({ standing }) => standing.startsWith('SELF'));
  const form = useForm();
  const once = useOnce();
  const [saved, setSaved] = useState<readonly DiarySavedFragment[]>([]);

  async function save(id: string | undefined, typed: DiaryEntryInput) {
    const clientMutationId = once.idOf([id, typed]);
    if (id) {
      const payload = await form.send(CHANGE, { input: { id, entry: typed, clientMutationId } });
      if (payload?.entry) route(paths.entry(patientId, 'HEALTH_DIARY', payload.entry.id), true);
      return;
    }
    const payload = await form.send(ADD, { input: { patientId, entry: typed, clientMutationId } });
    if (!payload?.entry) return;
    once.done();
    setSaved([payload.entry, ...saved]);
  }

  return (
    <>
      {saved[0] && <Saved key={saved.length} patientId={patientId} entry={saved[0]} />}
      <Sheet patientId={patientId} section="HEALTH_DIARY" form={form}>
        {(currentId) => (
          <DiaryForm
            key={saved.length}
            rules={rules}
            first={entry?.measure ?? last ?? (own ? 'BLOOD_PRESSURE' : 'TEMPERATURE')}
            {...(entry ? { entry } : {})}
            form={form}
            onGiven={(typed) => {
              if (!entry) last = typed.measure;
              return save(currentId ?? entry?.id, typed);
            }}
          />
        )}
      </Sheet>
    </>
  );
}
