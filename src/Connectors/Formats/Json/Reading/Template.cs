using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>How the last object was written: which bytes stood before each value, and which field each value was for.</summary>
/// <remarks>Records of one source mostly differ in their values alone, so comparing these bytes replaces finding and looking up names.</remarks>
internal sealed class Template
{
    /// <summary>How many bytes are compared at once.</summary>
    public const int HeadLength = 32;

    private readonly List<Step> _steps = [];
    private readonly List<byte> _bytes = [];

    /// <summary>The values, and after them the closing brace as a step of its own.</summary>
    public ReadOnlySpan<Step> Steps => CollectionsMarshal.AsSpan(_steps);

    /// <summary>Whether an object has been learnt to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Forgets what comes after the first steps.</summary>
    public void Restart(int steps)
    {
        IsComplete = false;
        if (steps < _steps.Count)
        {
            _bytes.RemoveRange(_steps[steps].Start, _bytes.Count - _steps[steps].Start);
            _steps.RemoveRange(steps, _steps.Count - steps);
        }
    }

    /// <param name="before">What stands between the last value (or the object's start) and this one.</param>
    /// <param name="field">Which the value is for; -1 if for none.</param>
    /// <param name="reader">Takes the value; null for the closing brace.</param>
    public void Add(ReadOnlySpan<byte> before, int field, ValueReader? reader)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        head.Clear();
        var inHead = Math.Min(before.Length, head.Length);
        before[..inHead].CopyTo(head);
        Span<byte> mask = stackalloc byte[HeadLength];
        mask.Clear();
        mask[..inHead].Fill(0xFF);
        _steps.Add(new Step(Vector256.Create<byte>(head), Vector256.Create<byte>(mask), _bytes.Count, before.Length, field, reader));
        _bytes.AddRange(before);
    }

    public void Complete() => IsComplete = true;

    /// <summary>Whether the text goes on as a step of more than <see cref="HeadLength"/> bytes says.</summary>
    public bool IsLongHere(in Step step, ref byte text, int position) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, position), step.Length)
            .SequenceEqual(CollectionsMarshal.AsSpan(_bytes).Slice(step.Start, step.Length));

    /// <param name="Head">The first bytes, zeros after the end.</param>
    /// <param name="Mask">Ones where there are bytes.</param>
    /// <param name="Start">Where all of them are.</param>
    /// <param name="Field">Which the value is for; -1 if for none.</param>
    /// <param name="Reader">Takes the value; null for the closing brace.</param>
    internal readonly record struct Step(
        Vector256<byte> Head, Vector256<byte> Mask, int Start, int Length, int Field, ValueReader? Reader)
    {
        /// <summary>Whether the text goes on as the step says, as far as its head goes.</summary>
        /// <param name="text">Padded, see <see cref="PaddedText"/>.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsHere(ref byte text, int position, int length) =>
            (Vector256.LoadUnsafe(ref text, (nuint)position) & Mask) == Head && Length <= length - position;
    }
}
