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
  /** The beginning of a test may be told after the end of its file, which is the last word. */
  private readonly ended = new Set<string>();

  constructor(private readonly file: string) {}

  onTestRunStart(specifications: ReadonlyArray<TestSpecification>): void {
    this.ended.clear();
    for (const { moduleId } of specifications) this.write(moduleId, { status: "queued" });
  }

  onTestModuleStart({ moduleId }: TestModule): void {
    if (!this.ended.has(moduleId)) this.write(moduleId, { status: "running" });
  }

  onTestCaseReady({ module, fullName }: TestCase): void {
    const { moduleId } = module;
    if (!this.ended.has(moduleId)) this.write(moduleId, { status: "running", test: fullName });
  }

  onTestModuleEnd(module: TestModule): void {
    this.ended.add(module.moduleId);
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

  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    for (const module of modules) this.onTestModuleEnd(module);
  }

  private write(path: string, line: Omit<JournalLine, "path" | "at">): void {
    appendFileSync(this.file, `${JSON.stringify({ path, at: Date.now(), ...line })}\n`);
  }
}
