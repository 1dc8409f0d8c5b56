/** GET /apps/:app/config-vars and GET /apps/:app/releases/:release/config-vars */
export type ConfigVars = Record<string, string>;

/** PATCH /apps/:app/config-vars; null removes a name. Answers with all of them. */
export type ConfigVarsPatch = Record<string, string | null>;
