namespace EdgeNoc.Collector.Alerts.Text.Languages;

internal static partial class Portuguese
{
    private static ReplyWords Replies => new()
    {
        AcknowledgeButton = "✅ Assumir",
        MuteButton = "🔕 1 hora",
        DetailButton = "📋 Detalhes",
        Acknowledged = (incident, who) => $"{incident}: {who} assumiu. Ninguém mais será chamado",
        AcknowledgedAlready = (incident, who) => $"{incident}: {who} já assumiu",
        Unacknowledged = incident => $"{incident}: ninguém está com ele agora",
        Muted = (incident, until) => $"{incident}: silenciado até {until}",
        MaintenanceBegun = (place, until, number) => $"{place}: manutenção até {until} (número {number})",
        MaintenanceEnded = place => $"{place}: manutenção encerrada",
        NoSuchIncident = incident => $"Não existe o incidente {incident}",
        IncidentOver = incident => $"{incident} já foi encerrado",
        NoSuchSite = name => $"Não existe local ou dispositivo {name}",
        NothingFound = name => $"Nada encontrado para {name}",
        NotAllowed = "A sua função não permite isto: fale com um administrador",
        MuteTooLong = minutes => $"Um incidente crítico só pode ser silenciado por até {minutes} minutos daqui",
        MachineApproved = site => $"{site}: continua na máquina nova em meio minuto",
        MachineKnown = site => $"{site}: o cartão está na máquina conhecida; não há nada a aprovar",
        NotUnderstood = "Comando não entendido",
        NoIncidents = "Nenhum incidente aberto",
        OpenIncidents = n => n == 1 ? "1 incidente aberto" : $"{N(n)} incidentes abertos",
        Help = "ack 17\nmute 17 60\ndetail 17\nstatus OLT\nmaint LOCAL [olt-1|0/3] 120\ncek NOME, MAC, usuário PPPoE, IP ou 0/3:17\nwho",
    };

    private static ReportWords Reports => new()
    {
        Hourly = "RELATÓRIO DE STATUS POR HORA",
        Daily = "RELATÓRIO DE STATUS DIÁRIO",
        Time = "Hora do relatório",
        Overview = "VISÃO GERAL DA REDE",
        TotalOlt = "Total de OLTs",
        TotalOnu = "Total de ONUs",
        Online = "Online",
        Problems = "Problemas",
        Unknown = "Desconhecidas",
        Routers = "ROTEADORES",
        Health = "SAÚDE DA REDE",
        AverageTemperature = "Temperatura média",
        AverageRx = "RX médio",
        Uptime = "Disponibilidade",
        NoDataSince = clock => $"sem dados desde {clock}",
        NoDataYet = "ainda sem dados",
        OnlineOf = (online, total, percent) => $"{online}/{total} online ({percent})",
        ProblemCount = n => n == 1 ? "1 problema" : $"{N(n)} problemas",
        UnknownCount = n => n == 1 ? "1 desconhecida" : $"{N(n)} desconhecidas",
        NothingKnown = "nenhuma OLT enviou lista ainda",
        MoreOlts = n => $"+{N(n)} OLTs, todas bem",
        OpenIncidents = "INCIDENTES ABERTOS",
        NoIncidents = "Nenhum incidente aberto",
        IncidentsOfTheDay = (begun, ended) => $"Últimas 24 h: {N(begun)} incidentes iniciados, {N(ended)} encerrados",
        OnusDown = n => n == 1 ? "1 ONU fora do ar" : $"{N(n)} ONUs fora do ar",
        WeakestRx = n => $"RX fraco, as {N(n)} piores",
        OnuChanges = (added, replaced, removed) => $"ONUs: {N(added)} novas, {N(replaced)} trocadas, {N(removed)} removidas",
        Alive = clock => $"EdgeNoc está vivo, {clock}",
        Sites = (online, dark) => $"{(online == 1 ? "1 local" : $"{N(online)} locais")} online{(dark == 0 ? "" : dark == 1 ? ", 1 apagado" : $", {N(dark)} apagados")}",
        Incidents = n => n == 1 ? "1 incidente aberto" : $"{N(n)} incidentes abertos",
        MessagesSent = n => $"{N(n)} mensagens enviadas em 24 h",
    };
}
