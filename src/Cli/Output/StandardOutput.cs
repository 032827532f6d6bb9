using System.Text;
using Microsoft.Win32.SafeHandles;

namespace StreamSql.Cli.Output;

/// <summary>The data's way out. Into a file or pipe it is buffered until a result is flushed; on a terminal the progress line gives way to it.</summary>
internal static class StandardOutput
{
    private const int BufferSize = 1 << 16;

    public static TextWriter Open()
    {
        return new StreamWriter(new GuardedStream(Raw()), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize)
        {
            AutoFlush = !Console.IsOutputRedirected,
        };
    }

    // .NET's stream for the console takes no notice of a pipe that nobody reads any more, and its stream for files writes where it believes
    // the end to be, which in a file that several processes write to is not the end.
    private static Stream Raw()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        var file = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, 0);
        return file.CanSeek ? Console.OpenStandardOutput() : file;
    }

    private sealed class GuardedStream(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            StatusLine.Clear();
            try
            {
                inner.Write(buffer);
            }
            catch (IOException e)
            {
                throw new OutputClosedException(e);
            }
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
