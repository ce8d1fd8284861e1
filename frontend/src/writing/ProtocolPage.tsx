import { useContext } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useRead, Written } from '../api/read';
import { useLocale } from '../i18n/locale';
import { LoadedPart } from '../ui/States';
import { type Typed, typedOf } from './content';
import { DRAFTS } from './documents';
import { type Signed, TO_CORRECT } from './earlier';
import { Frame } from './Frame';
import { Missing } from './Missing';
import { ProtocolForm } from './ProtocolForm';
import { texts } from './texts';

/** A doctor writes a protocol, or a new version of a signed one. */
export default function ProtocolPage() {
  const { say } = useLocale();
  const { patientId = '', entryId } = useRoute().params;
  return (
    <Frame
      title={say(entryId ? texts.correction : texts.protocol)}
      lead={say(entryId ? texts.correctLead : texts.lead)}
    >
      {entryId ? (
        <Correction patientId={patientId} entryId={entryId} />
      ) : (
        <Begun patientId={patientId} begun={{ title: say(texts.titleValue) }} />
      )}
    </Frame>
  );
}

function Correction({ patientId, entryId }: { patientId: string; entryId: string }) {
  const read = useRead(TO_CORRECT, { id: entryId });
  return (
    <LoadedPart read={read}>
      {({ node }) =>
        node?.__typename === 'ExaminationProtocol' ? (
          <Begun patientId={patientId} corrects={entryId} signed={node} begun={typedOf(node)} />
        ) : (
          <Missing />
        )
      }
    </LoadedPart>
  );
}

const nothing = () => undefined;

interface Props {
  readonly patientId: string;
  readonly corrects?: string;
  /** What is corrected. */
  readonly signed?: Signed<'ExaminationProtocol'>;
  readonly begun: Typed;
}

/** The draft that is there already goes on from where it was left. */
function Begun({ patientId, corrects, signed, begun }: Props) {
  const read = useRead(DRAFTS, { patientId });
  const written = useContext(Written);
  return (
    <LoadedPart read={read}>
      {({ protocolDrafts }) => (
        // A draft is no part of the record: saving it lets the record's pages be.
        <Written.Provider value={nothing}>
          <ProtocolForm
            patientId={patientId}
            corrects={corrects}
            signed={signed}
            begun={begun}
            draft={protocolDrafts?.find((one) => one.corrects === Boolean(corrects))}
            onSigned={written}
          />
        </Written.Provider>
      )}
    </LoadedPart>
  );
}
