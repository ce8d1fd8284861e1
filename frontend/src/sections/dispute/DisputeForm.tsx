import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { graphql } from '../../gen/gql';
import type { ComplaintKind, EntryHeaderFragment, Section } from '../../gen/graphql';
import { KINDS } from '../../i18n/complaints';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Area } from '../../ui/Area';
import { Radios } from '../../ui/Choices';
import { problemOf } from '../../ui/Field';
import { textOf } from '../../ui/formData';
import { SendForm } from '../../ui/SendForm';
import { useForm } from '../../ui/useForm';
import type { SectionView } from '../view';
import { Attachments } from './Attachments';
import { texts } from './texts';

const FILE = graphql(`
  mutation FileComplaint($input: FileComplaintInput!) {
    fileComplaint(input: $input) { complaint { id } userErrors { field code message } }
  }
`);
const OF_SERVICE: readonly ComplaintKind[] = [
  'SERVICE_NOT_RENDERED',
  'WRONG_COST',
  'WRONG_DATE',
  'EXTRA_DATA',
  'OTHER',
];
const OF_ENTRY: readonly ComplaintKind[] = [
  'WRONG_DIAGNOSIS',
  'EXTRA_DATA',
  'SERVICE_NOT_RENDERED',
  'WRONG_DATE',
  'OTHER',
];

interface Props {
  readonly patientId: string;
  readonly entryId: string;
  readonly section: Section;
  /** The entry with its view, where the reader may attach something of it. */
  readonly view?: SectionView;
  readonly entry?: EntryHeaderFragment;
}

/** What is wrong, how it really was, and what of the entry the insurer and the clinic are shown. */
export function DisputeForm({ patientId, entryId, section, view, entry }: Props) {
  const { say } = useLocale();
  const { route } = useLocation();
  const form = useForm();
  const once = useRef(crypto.randomUUID());
  async function file(box: HTMLFormElement) {
    const kind = textOf(box, 'kind') as ComplaintKind;
    if (!kind) return form.setProblems([{ field: 'kind', text: say(texts.chooseKind) }]);
    const fields = new FormData(box).getAll('attach').map(String);
    const input = {
      id: entryId,
      kind,
      text: textOf(box, 'text'),
      attached: fields.length ? [{ entryId, fields }] : [],
      clientMutationId: once.current,
    };
    const payload = await form.send(FILE, { input });
    if (payload?.complaint) route(paths.complaint(patientId, payload.complaint.id), true);
  }
  return (
    <SendForm form={form} send={say(texts.send)} onSend={file}>
      <Radios
        name="kind"
        label={say(texts.what)}
        problem={problemOf(form.problems, 'kind')}
        options={(section === 'RENDERED_SERVICES' ? OF_SERVICE : OF_ENTRY).map((value) => ({
          value,
          text: say(KINDS[value]),
        }))}
      />
      <Area
        name="text"
        label={say(texts.text)}
        hint={say(texts.textHint)}
        rows={5}
        maxLength={2000}
        problem={problemOf(form.problems, 'text')}
      />
      {view && entry ? <Attachments view={view} entry={entry} /> : <p>{say(texts.noAttach)}</p>}
    </SendForm>
  );
}
