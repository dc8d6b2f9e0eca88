/** What the sign-in page is told: where to go on to, and why the user is here. */
export interface SignInSearch {
  readonly next?: string;
  /** `ended`: the session ended while working. `password`: a one-time password is to be replaced. */
  readonly why?: 'ended' | 'password';
}

export function whySignIn(value: unknown): Pick<SignInSearch, 'why'> {
  return value === 'ended' || value === 'password' ? { why: value } : {};
}
