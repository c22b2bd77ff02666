using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Signing;
using EdgeNoc.Common.Updates;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Updates;

/// <summary>The newest order of the office: what comes is checked and kept with its signature, for the updater believes nobody either.</summary>
internal sealed class OrderBook(UpdateSource source, ILogger logger)
{
    private const int MaxBytes = 64 << 10;
    private readonly Lock _gate = new();
    private UpdateOrder? _order;
    private bool _isRead;

    /// <summary>The newest one; null: none came yet.</summary>
    public UpdateOrder? Order
    {
        get
        {
            lock (_gate) return Known();
        }
    }

    /// <summary>A message on <c>cmd</c>. True: it was a new order.</summary>
    public bool Take(MqttMessage message)
    {
        if (message.Payload.Length > MaxBytes || Command(message) is not { } envelope) return false;
        lock (_gate)
        {
            switch (Check(envelope, Known()?.Version ?? 0))
            {
                case SignedMessage.Genuine genuine when UpdateOrder.Read(genuine.Payload.Span) is { } order:
                    return Keep(envelope, order);
                case SignedMessage.Refused { Reason: SignedRefusal.Replayed }:
                    // The office sends it until it hears that it is here.
                    return false;
                case SignedMessage.Refused refused:
                    logger.LogWarning("an update order is refused: {Problem}; {Remedy}", refused.Problem, refused.Remedy);
                    return false;
                default:
                    logger.LogWarning("an update order is refused: this version does not understand it; install the newer version by hand");
                    return false;
            }
        }
    }

    private bool Keep(byte[] envelope, UpdateOrder order)
    {
        try
        {
            PrivateFile.MakeFolder(source.Paths.Inbox);
            PrivateFile.Write(source.Paths.Order, Encoding.UTF8.GetString(envelope));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogError("an update order cannot be kept ({Problem}): make room on the disk; it comes again", error.Message);
            return false;
        }

        _order = order;
        logger.LogInformation("the office orders {What} (order {Number})", order.Package is { } package ? $"version {package.Version}" : "no update", order.Version);
        return true;
    }

    private UpdateOrder? Known()
    {
        if (_isRead) return _order;
        _isRead = true;
        if (Updater.UpdaterFiles.ReadPlain(source.Paths.Order) is { } kept && Check(kept, 0) is SignedMessage.Genuine genuine) _order = UpdateOrder.Read(genuine.Payload.Span);
        return _order;
    }

    private SignedMessage Check(byte[] envelope, long newest)
    {
        var pem = Updater.UpdaterFiles.ReadPlain(source.Paths.OfficeKey);
        return SignedMessage.Check(envelope, pem is null ? null : VerifyingKey.OfPem(Encoding.ASCII.GetString(pem)), SignedPurposes.Update, source.Site, newest);
    }

    private static byte[]? Command(MqttMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Payload.Span, UpdateJson.Default.UpdateCommand) is { Do: "update", Order: { } order } ? order : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
