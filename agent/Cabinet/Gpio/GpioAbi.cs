using System.Runtime.InteropServices;

namespace EdgeNoc.Agent.Cabinet.Gpio;

/// <summary>The kernel's GPIO uAPI v2, as linux/gpio.h has it: the same on every architecture, since Linux 5.10.</summary>
internal static partial class GpioAbi
{
    public const int NameBytes = 32;
    public const int MaxLines = 64;
    public const int MaxAttributes = 10;

    // _IOR and _IOWR of type 0xB4: direction, size of the struct, type, number.
    public const uint GetChipInfo = 0x8044B401;
    public const uint GetLineInfo = 0xC100B405;
    public const uint GetLine = 0xC250B407;
    public const uint GetValues = 0xC010B40E;
    public const uint SetValues = 0xC010B40F;

    public const ulong Used = 1 << 0;
    public const ulong ActiveLow = 1 << 1;
    public const ulong Input = 1 << 2;
    public const ulong Output = 1 << 3;
    public const ulong RisingEdge = 1 << 4;
    public const ulong FallingEdge = 1 << 5;
    public const ulong PullUp = 1 << 8;
    public const ulong PullDown = 1 << 9;
    public const ulong NoBias = 1 << 10;

    public const uint FlagsAttribute = 1;
    public const uint OutputValuesAttribute = 2;
    public const uint DebounceAttribute = 3;

    public const uint RisingEvent = 1;

    public const int Eperm = 1;
    public const int Enoent = 2;
    public const int Eintr = 4;
    public const int Eacces = 13;
    public const int Ebusy = 16;
    public const int Einval = 22;
    public const int Enotty = 25;

    public const int ReadWrite = 2;
    public const int CloseOnExec = 0x80000;
    public const short PollIn = 1;

    [StructLayout(LayoutKind.Sequential)]
    public unsafe struct ChipInfo
    {
        public fixed byte Name[NameBytes];
        public fixed byte Label[NameBytes];
        public uint Lines;
    }

    /// <summary>struct gpio_v2_line_config_attribute: what holds for the lines of a mask instead of the default.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Attribute
    {
        public uint Id;
        public uint Padding;

        /// <summary>Flags, output values, or microseconds of debounce in the first four bytes: little-endian, as all that Linux runs this on.</summary>
        public ulong Value;

        /// <summary>Bit n is the n-th line of the request.</summary>
        public ulong Mask;
    }

    [StructLayout(LayoutKind.Sequential)]
    public unsafe struct LineRequest
    {
        public fixed uint Offsets[MaxLines];
        public fixed byte Consumer[NameBytes];
        public ulong Flags;
        public uint AttributeCount;
        public fixed uint Padding1[5];
        public fixed ulong Attributes[MaxAttributes * 3];
        public uint LineCount;
        public uint EventBufferSize;
        public fixed uint Padding2[5];
        public int Fd;
    }

    [StructLayout(LayoutKind.Sequential)]
    public unsafe struct LineInfo
    {
        public fixed byte Name[NameBytes];
        public fixed byte Consumer[NameBytes];
        public uint Offset;
        public uint AttributeCount;
        public ulong Flags;
        public fixed ulong Attributes[MaxAttributes * 2];
        public fixed uint Padding[4];
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct LineValues
    {
        public ulong Bits;
        public ulong Mask;
    }

    [StructLayout(LayoutKind.Sequential)]
    public unsafe struct LineEvent
    {
        public ulong TimestampNs;
        public uint Id;
        public uint Offset;
        public uint SequenceNumber;
        public uint LineSequenceNumber;
        public fixed uint Padding[6];
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct PollFd
    {
        public int Fd;
        public short Events;
        public short Returned;
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial int ioctl(int fd, nuint request, void* argument);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial nint read(int fd, void* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial nint write(int fd, void* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial int poll(PollFd* fds, nuint count, int timeoutMs);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int eventfd(uint initial, int flags);
}
