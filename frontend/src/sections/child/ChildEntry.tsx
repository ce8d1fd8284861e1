import { useLocation } from 'preact-iso';
import { useRead } from '../../api/read';
import { paths } from '../../paths';
import { NotFound } from '../../ui/NotFound';
import { Loaded } from '../../ui/States';
import { useForm } from '../../ui/useForm';
import { useOnce } from '../../ui/useOnce';
import { Sheet, WritePage } from '../written/form/WritePage';
import { ChildForm } from './ChildForm';
import { ADD, CHANGE, ENTRY, type TypedEntry } from './documents';
import { texts } from './texts';

/** What parents say of a child is added, or changed by a new version (CHD-01). */
export default function ChildEntry() {
  return (
    <WritePage section="CHILD_DATA" heading={texts.heading} lead={texts.lead}>
      {(patientId, entryId) =>
        entryId ? <Change patientId={patientId} entryId={entryId} /> : <Write patientId={patientId} />
      }
    </WritePage>
  );
}

function Change({ patientId, entryId }: { patientId: string; entryId: string }) {
  const read = useRead(ENTRY, { id: entryId });
  return (
    <Loaded read={read}>
      {({ node }) =>
        node?.__typename === 'ChildDataEntry' ? <Write patientId={patientId} entry={node} /> : <NotFound />
      }
    </Loaded>
  );
}

function Write({ patientId, entry }: { patientId: string; entry?: TypedEntry }) {
  const { route } = useLocation();
  const form = useForm();
  const once = useOnce();
  return (
    <Sheet patientId={patientId} section="CHILD_DATA" form={form}>
      {(currentId) => (
        <ChildForm
          {...(entry ? { entry } : {})}
          form={form}
          onGiven={async (typed) => {
            const id = currentId ?? entry?.id;
            const clientMutationId = once.idOf([id, typed]);
            const payload = id
              ? await form.send(CHANGE, { input: { id, entry: typed, clientMutationId } })
              : await form.send(ADD, { input: { patientId, entry: typed, clientMutationId } });
            if (payload?.entry) route(paths.entry(patientId, 'CHILD_DATA', payload.entry.id), true);
          }}
        />
      )}
    </Sheet>
  );
}
