import { appendFileSync } from "node:fs";
import type { Reporter, TestCase, TestModule, TestSpecification } from "vitest/node";
import { z } from "zod";

/** One line of the journal: what became of a file so far, or that one of its tests has begun. */
export const JournalLine = z.object({
  path: z.string(),
  at: z.number(),
  status: z.enum(["queued", "running", "passed", "failed"]),
  /** The test that has begun. */
  test: z.string().optional(),
  message: z.string().optional(),
  tests: z.array(z.object({ name: z.string(), status: z.string() })).optional(),
});
export type JournalLine = z.infer<typeof JournalLine>;

/** Writes each step of a run to a file at once, so that the results survive a run that has to be killed. */
export class JournalReporter implements Reporter {
  constructor(private readonly file: string) {}

  onTestRunStart(specifications: ReadonlyArray<TestSpecification>): void {
    for (const { moduleId } of specifications) this.write(moduleId, { status: "queued" });
  }

  onTestModuleStart({ moduleId }: TestModule): void {
    this.write(moduleId, { status: "running" });
  }

  onTestCaseReady({ module, fullName }: TestCase): void {
    this.write(module.moduleId, { status: "running", test: fullName });
  }

  onTestModuleEnd(module: TestModule): void {
    const tests = [...module.children.allTests()].map((test) => ({
      name: test.fullName,
      status: test.result().state,
    }));
    this.write(module.moduleId, {
      status: module.ok() ? "passed" : "failed",
      message: module.errors()[0]?.message ?? "",
      tests,
    });
  }

  /** All once more: the end of a short file may be told before its beginning. */
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    for (const module of modules) this.onTestModuleEnd(module);
  }

  private write(path: string, line: Omit<JournalLine, "path" | "at">): void {
    appendFileSync(this.file, `${JSON.stringify({ path, at: Date.now(), ...line })}\n`);
  }
}
