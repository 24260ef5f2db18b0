/** DATABASE_URL's database cannot be used. The message gives reason and next step, without user and password. */
export class DatabaseSetupError extends Error {
  override readonly name = "DatabaseSetupError";
  /** True if a setting must change; false if the database may recover by itself. */
  readonly isSetting: boolean;

  constructor(message: string, { isSetting }: { isSetting: boolean }) {
    super(message);
    this.isSetting = isSetting;
  }
}
