namespace EdgeNoc.Simulators.Olt;

/// <summary>One ONU behind the OLT, with what the OLT remembers of it.</summary>
internal sealed class SimulatedOnu
{
    private readonly double _restRxDbm;
    private readonly double _restTempC;

    public SimulatedOnu(OnuSlot slot, OltPlan plan, Random random, DateTimeOffset started)
    {
        Slot = slot;
        // "NA" is how this firmware shows a missing name; the apostrophe is what breaks parsers that end a string at any quote.
        Name = slot.Index switch
        {
            _ when slot.Index % 16 == 15 => "NA",
            _ when slot.Index % 64 == 9 => $"{plan.NamePrefix}-{slot.Index + 1:000} Bu Sri's",
            _ => $"{plan.NamePrefix}-{slot.Index + 1:000}",
        };
        var mac = $"E0:E8:E6:{(plan.Seed & 0xff):X2}:{(slot.Index >> 8) & 0xff:X2}:{slot.Index & 0xff:X2}";
        // The case varies in the field.
        Mac = slot.Index % 3 == 0 ? mac.ToLowerInvariant() : mac;
        RttTq = random.Next(140, 3_000);
        _restRxDbm = -16 - (random.NextDouble() * 9);
        _restTempC = 35 + (random.NextDouble() * 20);
        RxDbm = _restRxDbm;
        TempC = _restTempC;
        VoltageV = 3.2 + (random.NextDouble() * 0.2);
        BiasMa = 10 + random.Next(0, 8);
        TxDbm = 1.5 + (random.NextDouble() * 1.5);
        LastOnline = started.AddDays(-1 - (slot.Index % 90));
        LastOffline = LastOnline.AddMinutes(-1 - (slot.Index % 50));
        // What the last loss was, long ago: one in five a dying gasp. An ONU that is up shows it all the same.
        Reason = slot.Index % 7 == 3 ? 2 : 1;
        Gasp = slot.Index % 5 == 0;
        Deregisters = slot.Index % 4;
        OnlineS = OltPlan.OnlineS(slot.Index, page: 0);
    }

    public OnuSlot Slot { get; }

    public string Name { get; }

    public string Mac { get; }

    public int RttTq { get; }

    public double RxDbm { get; private set; }

    public double TempC { get; private set; }

    public double VoltageV { get; }

    public double BiasMa { get; }

    public double TxDbm { get; private set; }

    public DateTimeOffset LastOnline { get; private set; }

    public DateTimeOffset LastOffline { get; private set; }

    /// <summary>The page's code of the last loss: 1 TIMEOUT, 2 ONU-init.</summary>
    public int Reason { get; private set; }

    /// <summary>Whether the last loss was announced by a dying gasp.</summary>
    public bool Gasp { get; private set; }

    public int Deregisters { get; private set; }

    public long OnlineS { get; private set; }

    public bool Powered { get; set; } = true;

    public bool OwnFibre { get; set; } = true;

    public bool Up { get; private set; } = true;

    /// <summary>Follows power and fibre. True when that changed what the OLT shows.</summary>
    public bool Settle(bool ponCut, DateTimeOffset now)
    {
        var up = Powered && OwnFibre && !ponCut;
        if (up == Up) return false;
        Up = up;
        if (up)
        {
            LastOnline = now;
            return true;
        }

        LastOffline = now;
        Reason = 1;
        // Over a cut fibre nobody hears the gasp.
        Gasp = !Powered && OwnFibre && !ponCut;
        Deregisters++;
        return true;
    }

    /// <summary>One page further: the optics walk and the seconds count, but only while it is up.</summary>
    public void Step(Random random, int page)
    {
        // Drawn for every ONU, so that the walk of one does not depend on the state of another.
        var (rx, temp, tx) = (random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5);
        if (!Up) return;
        RxDbm += (rx * 0.12) + ((_restRxDbm - RxDbm) * 0.05);
        TempC += (temp * 0.4) + ((_restTempC - TempC) * 0.05);
        TxDbm = Math.Clamp(TxDbm + (tx * 0.04), 1, 3.5);
        OnlineS = OltPlan.OnlineS(Slot.Index, page);
    }
}
