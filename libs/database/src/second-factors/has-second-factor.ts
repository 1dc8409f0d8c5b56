/** Whether the login of a row of `users` asks for a code. */
export const HAS_SECOND_FACTOR =
  'exists (select from second_factors f where f.user_id = users.id and f.confirmed_at is not null)';
