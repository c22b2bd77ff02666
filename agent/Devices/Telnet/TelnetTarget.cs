using System.Globalization;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Devices.Telnet;

/// <summary>Where to log in by telnet, and as whom.</summary>
internal sealed record TelnetTarget(string Host, int Port, string User, SecretSource? Password)
{
    public const int DefaultPort = DeviceAddress.TelnetPort;

    public override string ToString() => Port == DefaultPort ? Host : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
