import { Field, type Problem, problemOf } from '../ui/Field';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly problems: readonly Problem[];
  readonly defaultValue?: string;
}

/** By what an account is known, as password managers fill it in. */
export function LoginField({ problems, ...field }: Props) {
  return (
    <Field
      name="login"
      autoComplete="username"
      autoCapitalize="none"
      spellcheck={false}
      problem={problemOf(problems, 'login')}
      {...field}
    />
  );
}
