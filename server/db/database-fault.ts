/** The database of DATABASE_URL cannot be used; the message says why and what to do, and holds no user and no password. */
export class DatabaseFault extends Error {
  override readonly name = "DatabaseFault";
  /** Whether the setting must be changed; else the database may come back by itself. */
  readonly isSetting: boolean;

  constructor(message: string, { isSetting }: { isSetting: boolean }) {
    super(message);
    this.isSetting = isSetting;
  }
}
