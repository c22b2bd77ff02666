namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>The connection is of no more use, and why: made here, caught by the driver, and shown to nobody else.</summary>
internal sealed class RouterException(PollError error) : Exception(error.Detail)
{
    public PollError Error { get; } = error;
}
