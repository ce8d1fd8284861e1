import type { Section, SensitiveClass } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Badge, Row, Tag } from '../../ui/Basics';
import ui from '../../ui/ui.module.css';
import { CLASSES } from './classes';
import { fieldsOf } from './hiddenFields';
import { texts } from './texts';

interface Props {
  readonly hidden: {
    readonly hiddenSections: readonly Section[];
    readonly hiddenClasses: readonly SensitiveClass[];
    readonly hiddenFields: readonly { readonly type: string; readonly name: string }[];
  };
  /** To the owner of the record, about somebody else. */
  readonly toOwner?: boolean;
  readonly hidesWhatIHid?: boolean;
}

/** What of a record is shown and what is not: from the policy's declarations, whatever the record holds. */
export default function Seen({ hidden, toOwner = false, hidesWhatIHid = false }: Props) {
  const { t, say } = useLocale();
  const lock = <Badge icon="lock" tone="hide" />;
  const closed = <Tag tone="hide">{say(texts.hiddenTag)}</Tag>;
  const { hiddenSections, hiddenClasses, hiddenFields } = hidden;
  return (
    <ul class={ui.rows}>
      <Row
        icon={<Badge icon="page" />}
        title={say(hiddenSections.length ? texts.restSeen : texts.allSeen)}
        detail={say(texts.whole)}
      />
      {hiddenSections.map((section) => (
        <Row
          key={section}
          icon={lock}
          title={t(`section.${section}`)}
          detail={say(section === 'HEALTH_DIARY' ? texts.unlessShared : texts.byLaw)}
          aside={closed}
        />
      ))}
      {hiddenClasses.length > 0 && (
        <Row
          icon={lock}
          title={say(texts.classes)}
          detail={`${hiddenClasses.map((one) => say(CLASSES[one])).join(', ')}. ${say(toOwner ? texts.yoursAlone : texts.unlessShared)}`}
          aside={closed}
        />
      )}
      {fieldsOf(hiddenFields).map((field) => (
        <Row key={field[0]} icon={lock} title={say(field)} aside={closed} />
      ))}
      {hidesWhatIHid && <Row icon={lock} title={say(texts.whatIHid)} aside={closed} />}
    </ul>
  );
}
