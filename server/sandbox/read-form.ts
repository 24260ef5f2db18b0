/** The text fields of a url-encoded or multipart body; empty for other types, such as JSON. */
export async function readForm(contentType: string | undefined, body: Buffer | undefined): Promise<URLSearchParams> {
  const form = new URLSearchParams();
  if (!body || !/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(contentType ?? "")) return form;
  try {
    const parsed = await new Response(new Uint8Array(body), {
      headers: { "content-type": contentType ?? "" },
    }).formData();
    for (const [name, value] of parsed) if (typeof value === "string") form.append(name, value);
    return form;
  } catch {
    // A malformed body has no fields; the caller reports the missing one.
    return new URLSearchParams();
  }
}
