namespace Apache.Arrow.Ipc;

/// <summary>Numbers of the Arrow IPC format.</summary>
internal static class IpcFormat
{
    /// <summary>Begins every message; messages before format 0.15 begin with their length at once.</summary>
    public const int Continuation = -1;

    public const short MetadataVersion5 = 4;
    public const short MetadataVersion4 = 3;

    public const byte SchemaMessage = 1;
    public const byte DictionaryMessage = 2;
    public const byte BatchMessage = 3;

    /// <summary>Two 64-bit numbers: a node's length and null count, or a buffer's offset and length.</summary>
    public const int PairSize = 16;

    /// <summary>A block of a file: 64-bit offset, 32-bit length of the metadata, padding, 64-bit length of the body.</summary>
    public const int BlockSize = 24;

    public static ReadOnlySpan<byte> Magic => "ARROW1"u8;
}

/// <summary>Where a message lies in a file; the metadata's length includes its prefix and padding.</summary>
internal readonly record struct Block(long Offset, int MetadataLength, long BodyLength);
