/** What the sign-in page is told: where to go on to, and why the user is here. */
export interface SignInSearch {
  readonly next?: string;
  /** `password`: a one-time password is to be replaced. `second-factor`: one is to be set up. */
  readonly why?: 'password' | 'second-factor';
}

/** A page of this house to go on to; an address that a browser takes for another house (`//`, `/\\`) is none. */
export function nextPage(value: unknown): Pick<SignInSearch, 'next'> {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? { next: value } : {};
}

export function whySignIn(value: unknown): Pick<SignInSearch, 'why'> {
  return value === 'password' || value === 'second-factor' ? { why: value } : {};
}
