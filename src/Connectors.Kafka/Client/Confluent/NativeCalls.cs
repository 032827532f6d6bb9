using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>The layout of <c>rd_kafka_message_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct NativeMessage
{
    public readonly int Error;
    public readonly nint Topic;
    public readonly int Partition;
    public readonly byte* Payload;
    public readonly nuint Length;
    public readonly byte* Key;
    public readonly nuint KeyLength;
    public readonly long Offset;
    private readonly nint _private;
}

/// <summary>The functions of librdkafka that the managed client does not offer, bound to the very library that it has loaded.</summary>
/// <remarks>The managed client copies every message into objects and arrays, one call at a time; through a partition's own queue
/// hundreds come with one call, and their bytes are read where they lie.</remarks>
internal sealed unsafe class NativeCalls
{
    private const string Library = "librdkafka";

    private static readonly Lazy<NativeCalls?> Bound = new(Bind);

    public readonly delegate* unmanaged<nint, byte*, int, nint> GetPartitionQueue;
    public readonly delegate* unmanaged<nint, nint, void> ForwardQueue;
    public readonly delegate* unmanaged<nint, void> DestroyQueue;
    public readonly delegate* unmanaged<nint, int, NativeMessage**, nuint, nint> ConsumeBatch;
    public readonly delegate* unmanaged<NativeMessage*, void> DestroyMessage;
    public readonly delegate* unmanaged<NativeMessage*, int*, long> MessageTimestamp;
    public readonly delegate* unmanaged<NativeMessage*, nint*, int> MessageHeaders;
    public readonly delegate* unmanaged<nint, nuint, byte**, byte**, nuint*, int> HeaderAt;

    /// <summary><see langword="null"/> before version 2.1.</summary>
    public readonly delegate* unmanaged<NativeMessage*, int> MessageLeaderEpoch;

    private NativeCalls(nint library)
    {
        GetPartitionQueue = (delegate* unmanaged<nint, byte*, int, nint>)NativeLibrary.GetExport(library, "rd_kafka_queue_get_partition");
        ForwardQueue = (delegate* unmanaged<nint, nint, void>)NativeLibrary.GetExport(library, "rd_kafka_queue_forward");
        DestroyQueue = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "rd_kafka_queue_destroy");
        ConsumeBatch = (delegate* unmanaged<nint, int, NativeMessage**, nuint, nint>)NativeLibrary.GetExport(library, "rd_kafka_consume_batch_queue");
        DestroyMessage = (delegate* unmanaged<NativeMessage*, void>)NativeLibrary.GetExport(library, "rd_kafka_message_destroy");
        MessageTimestamp = (delegate* unmanaged<NativeMessage*, int*, long>)NativeLibrary.GetExport(library, "rd_kafka_message_timestamp");
        MessageHeaders = (delegate* unmanaged<NativeMessage*, nint*, int>)NativeLibrary.GetExport(library, "rd_kafka_message_headers");
        HeaderAt = (delegate* unmanaged<nint, nuint, byte**, byte**, nuint*, int>)NativeLibrary.GetExport(library, "rd_kafka_header_get_all");
        if (NativeLibrary.TryGetExport(library, "rd_kafka_message_leader_epoch", out var epoch))
            MessageLeaderEpoch = (delegate* unmanaged<NativeMessage*, int>)epoch;
    }

    /// <summary>The functions, or <see langword="null"/> if the library or one of them cannot be told apart.</summary>
    public static NativeCalls? Find() => Bound.Value;

    /// <summary>The client's native handle, or <see langword="null"/> if this version of the managed client hides it.</summary>
    public static SafeHandle? HandleOf(Handle client)
    {
        try
        {
            return (SafeHandle)GetNativeHandle(client);
        }
        catch (MissingMethodException)
        {
            return null;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_LibrdkafkaHandle")]
    [return: UnsafeAccessorType("Confluent.Kafka.Impl.SafeKafkaHandle, Confluent.Kafka")]
    private static extern object GetNativeHandle(Handle client);

    // A handle made by one copy of the library must never be given to another, so there has to be exactly one in the process.
    private static NativeCalls? Bind()
    {
        using var process = Process.GetCurrentProcess();
        var files = process.Modules.Cast<ProcessModule>()
            .Select(m => m.FileName)
            .Where(f => Path.GetFileName(f).Contains(Library, StringComparison.OrdinalIgnoreCase))
            .Distinct()
            .ToList();
        if (files is not [var file] || !NativeLibrary.TryLoad(file, out var library))
            return null;
        try
        {
            return new NativeCalls(library);
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }
}
