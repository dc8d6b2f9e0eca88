/** What the sign-in page is told: where to go on to, and why the user is here. */
export interface SignInSearch {
  readonly next?: string;
  /** `ended`: the session ended while working. `password`: a one-time password is to be replaced. */
  readonly why?: 'ended' | 'password';
}

/** A page of this house to go on to; an address that a browser takes for another house (`//`, `/\\`) is none. */
export function nextPage(value: unknown): Pick<SignInSearch, 'next'> {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? { next: value } : {};
}

export function whySignIn(value: unknown): Pick<SignInSearch, 'why'> {
  return value === 'ended' || value === 'password' ? { why: value } : {};
}
