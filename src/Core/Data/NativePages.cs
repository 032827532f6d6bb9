using System.Runtime.InteropServices;

namespace StreamSql.Core.Data;

/// <summary>Large pieces of native memory, on huge pages where the system has them: state is read at random, and with pages of 4 KiB nearly
/// every read would miss the translation buffer as well.</summary>
public static unsafe class NativePages
{
    /// <summary>Bytes of a huge page; pieces that are smaller do not get one.</summary>
    public const int HugePage = 2 << 20;

    private const int CacheLine = 64;
    private const int AdviseHugePage = 14;

    /// <summary>Uninitialised memory, aligned to a cache line, that takes no room before it is touched.</summary>
    public static void* Allocate(nuint bytes, bool huge = true)
    {
        huge &= bytes >= HugePage && OperatingSystem.IsLinux();
        var memory = NativeMemory.AlignedAlloc(bytes, (nuint)(huge ? HugePage : CacheLine));
        // Advice is taken or not: both are fine.
        if (huge)
            _ = Advise(memory, bytes, AdviseHugePage);
        return memory;
    }

    public static void Free(void* memory) => NativeMemory.AlignedFree(memory);

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(void* memory, nuint bytes, int advice);
}
