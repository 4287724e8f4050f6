/** Why a file cannot be read as a spreadsheet. */
export type SpreadsheetFault =
  | 'empty'
  /** Neither XLSX nor CSV. */
  | 'unknown_type'
  /** The format of Excel before 2007. */
  | 'old_excel'
  | 'protected'
  /** Called .xlsx, but something else. */
  | 'not_xlsx'
  /** Called .csv, but an Excel file. */
  | 'not_csv'
  | 'broken'
  /** Small, but huge once unpacked. */
  | 'too_large_unpacked';

/** A file that cannot be read, and why. */
export class SpreadsheetError extends Error {
  readonly fault: SpreadsheetFault;

  constructor(fault: SpreadsheetFault, options?: ErrorOptions) {
    super(`The spreadsheet cannot be read: ${fault}`, options);
    this.name = 'SpreadsheetError';
    this.fault = fault;
  }
}
