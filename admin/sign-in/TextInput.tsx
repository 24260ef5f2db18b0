import "./text-input.css";
import { type InputHTMLAttributes, type ReactNode, useId } from "react";

interface TextInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "className" | "placeholder"> {
  label: string;
  /** What is wrong with what was written. */
  fault: string | null;
  /** Said below the field, before anything else. */
  help?: string | null;
  /** Stands at the end, inside the frame. */
  button?: ReactNode;
}

/** An input that has to be filled in. Its label stands in it, and on its frame once something is written. */
export function TextInput({ label, fault, help = null, button, ...input }: TextInputProps) {
  const id = useId();
  const below = help ?? fault;
  return (
    <div className="sign-in-field" data-invalid={fault !== null}>
      <div className="sign-in-frame">
        <input
          id={id}
          required
          // Is shown by no browser; tells the stylesheet whether the field is empty.
          placeholder=" "
          aria-invalid={fault !== null}
          aria-describedby={below === null ? undefined : `${id}-help`}
          {...input}
        />
        <label htmlFor={id}>
          {label}
          <span aria-hidden="true">{"\u2009*"}</span>
        </label>
        {button}
      </div>
      {below !== null && <p id={`${id}-help`}>{below}</p>}
    </div>
  );
}
