/** Sheets of the template that hold no data: never read as a roster, whatever their headers. */
export const NOT_DATA = { organisationSample: '示例（党组织）', personSample: '示例（党员）', help: '填写说明', tables: '代码表' } as const;

const names: ReadonlySet<string> = new Set(Object.values(NOT_DATA));
export const isData = (sheetName: string): boolean => !names.has(sheetName.trim());
