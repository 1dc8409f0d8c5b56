/** PUT /apps/:app/manifest: all of it or nothing. */
export interface ApplyManifest {
  /** YAML or JSON, as it stands in `jujube.yml` or `app.json` */
  text: string;
  /** what it is called, for messages; in one that is called `app.json` Heroku's keys are known too. Default: jujube.yml */
  file?: string;
  /** only say what would change */
  dry_run?: boolean;
}

/** What a manifest changed, or would. */
export interface AppliedManifest {
  changes: ManifestChange[];
  /** what stands in it and has no meaning here */
  notes: string[];
  /** of the release that other commands made, or would make; null: none */
  release_version: number | null;
  dry_run: boolean;
}

export interface ManifestChange {
  /** `web.cpu` */
  setting: string;
  /** null: it was not there */
  from: string | null;
  /** null: it is not there any more */
  to: string | null;
}

/** GET /apps/:app/manifest */
export interface ExportedManifest {
  /** YAML that changes nothing when it is applied */
  text: string;
}
