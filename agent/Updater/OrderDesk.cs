using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Signing;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Agent.Updater;

/// <summary>An order that was handed over: what it says, or why it is not followed.</summary>
internal abstract record OrderRead
{
    private OrderRead()
    {
    }

    public sealed record Genuine(UpdateOrder Order, UpdatePackage Package) : OrderRead;

    /// <param name="Order">Its number as it says it itself; 0 when it says none.</param>
    /// <param name="Version">The package's, likewise.</param>
    /// <param name="Reason">What is wrong and what to do.</param>
    public sealed record Refused(long Order, string Version, string Reason) : OrderRead;
}

/// <summary>Checks orders for root, which believes neither the agent nor its folder.</summary>
internal sealed class OrderDesk(UpdaterPaths paths)
{
    public OrderRead Read(byte[] envelope, long newest)
    {
        if (Site() is not { } site) return Refuse(envelope, "this machine is no site: enrol it");
        if (PinnedKey(out var problem) is not { } key) return Refuse(envelope, problem);
        return SignedMessage.Check(envelope, key, SignedPurposes.Update, site, newest) switch
        {
            SignedMessage.Genuine genuine when UpdateOrder.Read(genuine.Payload.Span) is { Package: { } package } order => new OrderRead.Genuine(order, package),
            SignedMessage.Refused refused => Refuse(envelope, $"{refused.Problem}: {refused.Remedy}"),
            _ => Refuse(envelope, "the order is none that this version understands"),
        };
    }

    private static OrderRead.Refused Refuse(byte[] envelope, string reason)
    {
        var said = SignedEnvelope.Read(envelope) is { } read ? UpdateOrder.Read(read.Payload) : null;
        return new OrderRead.Refused(said?.Version ?? 0, said?.Package?.Version ?? "unknown", reason);
    }

    private string? Site() => new EnrolledFolder(paths.AgentState).Identity()?.Site;

    private VerifyingKey? PinnedKey(out string problem)
    {
        var offered = UpdaterFiles.ReadPlain(paths.OfficeKey) is { } bytes ? VerifyingKey.OfPem(System.Text.Encoding.ASCII.GetString(bytes)) : null;
        var pinned = File.Exists(paths.PinnedKey) ? VerifyingKey.OfPem(File.ReadAllText(paths.PinnedKey)) : null;
        problem = "the office's key is not known here: enrol this machine again";
        if (offered is null) return pinned;
        if (pinned is null)
        {
            Durable.Write(paths.PinnedKey, offered.ToPem());
            return offered;
        }

        if (pinned.Id == offered.Id) return pinned;
        problem = $"the office's key is {offered.Id} and was {pinned.Id}: if this machine has a new office, type: sudo edgenoc-agent updater trust";
        return null;
    }
}
