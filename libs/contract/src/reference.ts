/** How one resource names another. */
export interface Reference {
  id: string;
  name: string;
}

export interface UserReference {
  id: string;
  email: string;
}
