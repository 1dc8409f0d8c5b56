/** POST /sources and POST /apps/:app/sources: two capability URLs for one tar (or tar.gz) upload. */
export interface Source {
  source_blob: {
    get_url: string;
    put_url: string;
  };
}
