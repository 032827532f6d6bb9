using System.Diagnostics;
using System.Text;
using StreamSql.Core.Diagnostics;
using StreamSql.Storage.Files;

namespace StreamSql.Storage.Tests;

/// <summary>This test assembly started as a process of its own, so that it can be killed, refused or lied to by strace.</summary>
internal static class Child
{
    public const int Refused = 3;

    /// <summary>Runs one verb; the failure's type and message go to standard output, so that the test sees what a caller would.</summary>
    public static int Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["create", var path, var text]:
                    AtomicFile.CreateExclusive(path, Encoding.UTF8.GetBytes(text), RunId.New(TimeProvider.System));
                    break;
                case ["stream", var path]:
                    using (var stream = DurableFileStream.Create(path))
                    {
                        stream.Write(new byte[1_000_000]);
                        Console.WriteLine(stream.Complete());
                    }

                    break;
                case ["sync", var directory]:
                    Directories.Sync(directory);
                    break;
                case ["lock", var directory]:
                    using (DirectoryLock.Acquire(directory, TimeProvider.System))
                    {
                        Console.WriteLine("locked");
                        Console.ReadLine();
                    }

                    break;
                default:
                    throw new ArgumentException(string.Join(' ', arguments));
            }

            Console.WriteLine("done");
            return 0;
        }
        catch (SqlException e)
        {
            Console.WriteLine($"{e.Diagnostic.Code}: {e.Message}");
            return Refused;
        }
        catch (Exception e)
        {
            Console.WriteLine($"{e.GetType().Name}: {e.Message}");
            return Refused;
        }
    }

    public static Process Start(params string[] arguments) => StartUnder([], arguments);

    /// <param name="wrapper">A command that runs the rest of its command line, such as strace; or nothing.</param>
    public static Process StartUnder(string[] wrapper, params string[] arguments)
    {
        string[] command = [.. wrapper, Environment.ProcessPath!, "exec", typeof(Child).Assembly.Location, .. arguments];
        if (!Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.Ordinal))
            command = [.. wrapper, "dotnet", "exec", typeof(Child).Assembly.Location, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // The runtime's diagnostic socket is created and unlinked at start: it would be counted among our system calls.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start)!;
    }

    public static (int ExitCode, string Output) Run(string[] wrapper, params string[] arguments)
    {
        using var process = StartUnder(wrapper, arguments);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.TrimEnd());
    }
}
